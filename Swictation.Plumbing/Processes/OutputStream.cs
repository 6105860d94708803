using System.ComponentModel;
using System.Runtime.InteropServices;
using Swictation.Plumbing.Processes.Native;

namespace Swictation.Plumbing.Processes;

/// <summary>
/// Standard output as it is: .NET's own stream keeps quiet when its reader is gone, so that a program prints on for nobody.
/// </summary>
internal sealed class OutputStream : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="ReaderGoneException">Its reader is gone.</exception>
    /// <exception cref="IOException">It cannot be written for another reason.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = LibC.write(StandardDescriptors.Output, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case LibC.EINTR:
                    continue;
                case LibC.EAGAIN: // Somebody else has made it so that it does not wait.
                    var room = new PollFd { Fd = StandardDescriptors.Output, Events = LibC.POLLOUT };
                    _ = LibC.poll(ref room, 1, timeoutMs: -1);
                    continue;
                case LibC.EPIPE:
                    throw new ReaderGoneException();
                case var error:
                    throw new IOException(new Win32Exception(error).Message);
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
