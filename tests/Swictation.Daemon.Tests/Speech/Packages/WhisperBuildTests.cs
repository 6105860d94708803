using System.Diagnostics;
using System.Text;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Packages;

/// <summary>Builds of Whisper's library in another directory, each loaded by a process of its own.</summary>
[Trait("Category", "Package")]
public sealed class WhisperBuildTests : IDisposable
{
    private static readonly string[] Files =
        ["libggml-base-whisper.so", "libggml-cpu-whisper.so", "libggml-whisper.so", "libwhisper.so"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_library_of_another_directory_is_loaded_and_ours_is_not()
    {
        CopyLibrary();
        using var recogniser = Start();

        Assert.StartsWith("{\"type\":\"ready\"", await recogniser.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);

        var loaded = File.ReadAllText($"/proc/{recogniser.Id}/maps");
        Assert.All(Files, file => Assert.Contains(_directory.File(file), loaded, StringComparison.Ordinal));
        Assert.DoesNotContain(Path.Combine(AppContext.BaseDirectory, "libwhisper.so"), loaded, StringComparison.Ordinal);
        await EndAsync(recogniser);
    }

    [Fact]
    public async Task A_library_of_another_version_is_refused_by_its_number()
    {
        CopyLibrary();
        var library = File.ReadAllBytes(_directory.File("libwhisper.so"));
        var version = library.AsSpan().IndexOf(Encoding.ASCII.GetBytes("1.8.5\0"));
        library[version] = (byte)'9';
        File.WriteAllBytes(_directory.File("libwhisper.so"), library);
        using var recogniser = Start();

        var reply = await recogniser.StandardOutput.ReadLineAsync();

        Assert.Contains("holds version 9.8.5", reply!, StringComparison.Ordinal);
        await EndAsync(recogniser);
    }

    [Fact]
    public async Task A_directory_without_the_library_is_named()
    {
        using var recogniser = Start();

        var reply = await recogniser.StandardOutput.ReadLineAsync();

        Assert.Contains("\"thing\":\"" + _directory.File("libggml-base-whisper.so"), reply!, StringComparison.Ordinal);
        await EndAsync(recogniser);
    }

    private static async Task EndAsync(Process recogniser)
    {
        recogniser.StandardInput.Close();
        await recogniser.WaitForExitAsync();
    }

    private void CopyLibrary()
    {
        foreach (var file in Files) File.Copy(Path.Combine(AppContext.BaseDirectory, file), _directory.File(file));
    }

    private Process Start()
    {
        var model = _directory.File("model.bin");
        WhisperTestModel.Write(model, " He");
        var spec = $"whisper:{model}?threads=1&library={Uri.EscapeDataString(_directory.Path)}";
        return Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "swictation-daemon"), ["recognise", spec])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
