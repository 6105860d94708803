using System.IO.Pipes;

namespace Swictation.Daemon.Tests.Speech.Recognition.Workers;

/// <summary>A pipe as between two processes.</summary>
internal sealed class Pipe : IDisposable
{
    private readonly AnonymousPipeServerStream _writing = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _reading;

    public Pipe() => _reading = new(PipeDirection.In, _writing.ClientSafePipeHandle);

    public Stream Writing => _writing;

    public Stream Reading => _reading;

    public void Dispose()
    {
        _writing.Dispose();
        _reading.Dispose();
    }
}
