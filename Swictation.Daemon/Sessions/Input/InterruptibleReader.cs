using System.ComponentModel;
using System.Runtime.InteropServices;
using Swictation.Daemon.Platform.Native;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// Blocking reads from a pipe, a FIFO or a file that another thread can interrupt before they have taken anything.
/// .NET's streams can only be interrupted after the fact: the bytes that they had read would be lost to the next reader.
/// </summary>
internal sealed class InterruptibleReader : IDisposable
{
    private readonly string _name;
    private readonly int _interrupt;
    private int _fd;

    private InterruptibleReader(string name, int fd, bool canReopen)
    {
        _name = name;
        _fd = fd;
        CanReopen = canReopen;
        _interrupt = LibC.eventfd(0, LibC.EFD_CLOEXEC);
        if (_interrupt < 0) throw Failed("cannot make an event descriptor");
    }

    /// <exception cref="AudioSourceException">There is no standard input.</exception>
    public static InterruptibleReader OpenStandardInput() => StandardDescriptors.CanRead(StandardDescriptors.Input)
        ? new("-", StandardDescriptors.Input, canReopen: false)
        : throw new AudioSourceException(
            "text:-", "there is no standard input: it is closed; connect a program to it, or name a file or a FIFO");

    /// <exception cref="AudioSourceException">There is nothing to read at the path.</exception>
    public static InterruptibleReader Open(string path)
    {
        if (Directory.Exists(path))
            throw new AudioSourceException(path, "is a directory; name a file or a FIFO with a line for each segment");
        if (!File.Exists(path))
            throw new AudioSourceException(path, "does not exist; name a file, make a FIFO with mkfifo, or use text:-");

        // Without O_NONBLOCK, opening a FIFO waits for a writer.
        var fd = LibC.open(path, LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
        if (fd < 0) throw new AudioSourceException(path, $"cannot be read: {LastError()}");
        return new(path, fd, !LibC.CanSeek(fd));
    }

    /// <summary>True where writers come and go, so that the end of one is not the end of the source.</summary>
    public bool CanReopen { get; }

    /// <summary>
    /// Waits until there is something to read, and reads it. 0 at the end; -1 when it was interrupted, and then nothing
    /// was taken.
    /// </summary>
    /// <exception cref="AudioSourceException">The source cannot be read any more.</exception>
    public int Read(Span<byte> buffer)
    {
        Span<PollFd> fds = stackalloc PollFd[2];
        while (true)
        {
            fds[0] = new() { Fd = _interrupt, Events = LibC.POLLIN };
            fds[1] = new() { Fd = _fd, Events = LibC.POLLIN };
            if (LibC.poll(fds, 2, -1) < 0)
            {
                if (Marshal.GetLastPInvokeError() == LibC.EINTR) continue;
                throw Failed("cannot wait for it");
            }

            if (fds[0].Returned != 0) return -1;

            var count = (int)LibC.read(_fd, buffer, buffer.Length);
            if (count >= 0) return count;
            if (Marshal.GetLastPInvokeError() is not (LibC.EINTR or LibC.EAGAIN)) throw Failed("cannot be read");
        }
    }

    /// <summary>Makes the read under way, and every later one, return -1 until <see cref="Allow"/>.</summary>
    public void Interrupt()
    {
        if (LibC.write(_interrupt, 1UL, sizeof(ulong)) < 0) throw Failed("cannot be interrupted");
    }

    /// <summary>Lets reads read again.</summary>
    public void Allow()
    {
        Span<byte> count = stackalloc byte[sizeof(ulong)];
        Span<PollFd> fds = [new() { Fd = _interrupt, Events = LibC.POLLIN }];
        if (LibC.poll(fds, 1, 0) > 0) LibC.read(_interrupt, count, count.Length);
    }

    /// <summary>Waits for the next writer of a FIFO, where the last one is gone.</summary>
    public void Reopen()
    {
        var fd = LibC.open(_name, LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
        if (fd < 0) throw Failed("cannot be opened again");
        _ = LibC.close(_fd);
        _fd = fd;
    }

    public void Dispose()
    {
        if (_fd != StandardDescriptors.Input) _ = LibC.close(_fd);
        _ = LibC.close(_interrupt);
    }

    private AudioSourceException Failed(string what) => new(_name, $"{what}: {LastError()}");

    private static string LastError() => new Win32Exception(Marshal.GetLastPInvokeError()).Message;
}
