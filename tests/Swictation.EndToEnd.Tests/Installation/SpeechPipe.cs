using System.Text;
using Swictation.EndToEnd.Tests.Processes;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>A FIFO in a home through which the installed daemon hears text. It never ends: the test holds both ends.</summary>
internal sealed class SpeechPipe : IDisposable
{
    private readonly FileStream _pipe;

    /// <summary>Makes it, and the configuration that names it as the source.</summary>
    public SpeechPipe(Home home)
    {
        var path = home.File("speech");
        Tool.Run("mkfifo", path);
        home.Write(".config/swictation/config.json", $$"""{ "source": "text:{{path}}" }""");
        _pipe = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    public async Task SayAsync(string line) => await _pipe.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public void Dispose() => _pipe.Dispose();
}
