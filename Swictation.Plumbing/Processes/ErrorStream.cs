using System.Runtime.InteropServices;
using Swictation.Plumbing.Processes.Native;

namespace Swictation.Plumbing.Processes;

/// <summary>
/// Standard error, which nobody need read: what finds no room within the patience is left out, and no failure is one for
/// the writer. One thread at a time.
/// </summary>
/// <param name="patience">How long one write waits for room at most.</param>
public sealed class ErrorStream(TimeSpan patience) : Stream
{
    // A pipe with room takes so many bytes without waiting, pipe(7).
    private const int Piece = 4096;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits for room, and writes what finds it.</summary>
    /// <returns>
    /// How many bytes need not be written any more: all where nobody can read them, none if there was no room in time.
    /// </returns>
    public int WriteSome(ReadOnlySpan<byte> bytes)
    {
        var room = new PollFd { Fd = StandardDescriptors.Error, Events = LibC.POLLOUT };
        int found;
        while ((found = LibC.poll(ref room, 1, (int)patience.TotalMilliseconds)) < 0 && Marshal.GetLastPInvokeError() == LibC.EINTR)
        {
        }

        if (found <= 0) return 0;
        if ((room.Returned & LibC.POLLOUT) == 0) return bytes.Length;

        var written = LibC.write(StandardDescriptors.Error, bytes, Math.Min(bytes.Length, Piece));
        return written >= 0 ? (int)written : bytes.Length;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && WriteSome(buffer) is > 0 and var written) buffer = buffer[written..];
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
