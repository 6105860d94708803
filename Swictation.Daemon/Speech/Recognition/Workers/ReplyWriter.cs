using Microsoft.Win32.SafeHandles;
using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// The way back to the daemon: what was standard output. Output that a library prints there from now on goes to
/// standard error, and so into the log instead of between the replies.
/// </summary>
internal sealed class ReplyWriter : IDisposable
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    private readonly FileStream _stream;
    private readonly Lock _writing = new();

    private ReplyWriter(FileStream stream) => _stream = stream;

    public static ReplyWriter TakeStandardOutput()
    {
        var replies = LibC.Duplicate(StandardOutput, StandardError + 1);
        _ = LibC.dup2(StandardError, StandardOutput);
        return new(new FileStream(new SafeFileHandle(replies, ownsHandle: true), FileAccess.Write, bufferSize: 0));
    }

    /// <summary>Any thread may call it.</summary>
    public void Write(WorkerReply reply)
    {
        lock (_writing) _stream.Write(reply.ToLine());
    }

    public void Dispose() => _stream.Dispose();
}
