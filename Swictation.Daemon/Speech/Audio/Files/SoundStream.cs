using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Swictation.Daemon.Platform.Native;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>
/// The bytes of a sound file, a FIFO or standard input, from front to back. The end of a file that another program still
/// writes is not its end. What has been peeked at is read again.
/// </summary>
internal sealed class SoundStream : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly SafeFileHandle _file;
    private byte[] _peeked = [];
    private int _start;

    private SoundStream(string path, int fd)
    {
        Path = path;
        _file = new(fd, ownsHandle: fd != StandardDescriptors.Input);
        IsFile = LibC.CanSeek(fd);
    }

    public string Path { get; }

    /// <summary>False for what only comes once: a pipe, a FIFO, a socket, a terminal.</summary>
    public bool IsFile { get; }

    /// <summary>True if another program has the file open for writing. Asked of the kernel, which tells the owner of a file.</summary>
    public bool IsWritten
    {
        get
        {
            var fd = (int)_file.DangerousGetHandle();
            if (LibC.fcntl(fd, LibC.F_SETLEASE, LibC.F_RDLCK) < 0) return Marshal.GetLastPInvokeError() == LibC.EAGAIN;
            _ = LibC.fcntl(fd, LibC.F_SETLEASE, LibC.F_UNLCK);
            return false;
        }
    }

    /// <summary>Waits for no writer of a FIFO.</summary>
    /// <param name="path">A path, or <c>-</c> for standard input.</param>
    /// <exception cref="AudioSourceException">There is nothing to read.</exception>
    public static SoundStream Open(string path)
    {
        if (path is "-" or "/dev/stdin" or "/dev/fd/0" or "/proc/self/fd/0") return OpenStandardInput(path);
        if (Directory.Exists(path)) throw new AudioSourceException(path, "is a directory; give a sound file");
        if (!File.Exists(path)) throw new AudioSourceException(path, "does not exist; check the path");

        var fd = LibC.open(path, LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
        return fd >= 0
            ? new(path, fd)
            : throw new AudioSourceException(path, "cannot be opened for reading; check its permissions");
    }

    /// <summary>The next bytes, without taking them; less than asked for only at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_peeked.Length - _start < count)
        {
            var more = new byte[count];
            var kept = _peeked.AsSpan(_start);
            kept.CopyTo(more);
            var filled = kept.Length;
            while (filled < count && Receive(more.AsSpan(filled)) is > 0 and var received) filled += received;
            (_peeked, _start) = (more[..filled], 0);
        }

        return _peeked.AsSpan(_start, Math.Min(count, _peeked.Length - _start));
    }

    /// <summary>Waits for at least one byte; 0 at the end.</summary>
    /// <exception cref="AudioSourceException">The file cannot be read any more.</exception>
    public int Read(Span<byte> bytes)
    {
        if (_start == _peeked.Length) return Receive(bytes);

        var taken = Math.Min(bytes.Length, _peeked.Length - _start);
        _peeked.AsSpan(_start, taken).CopyTo(bytes);
        _start += taken;
        return taken;
    }

    /// <summary>Passes bytes over; false if there are not so many.</summary>
    public bool Skip(long count)
    {
        var nothing = new byte[Math.Min(count, 64 * 1024)];
        while (count > 0)
        {
            var read = Read(nothing.AsSpan(0, (int)Math.Min(count, nothing.Length)));
            if (read == 0) return false;
            count -= read;
        }

        return true;
    }

    /// <summary>May be called again, and while another thread reads: that one finds the end.</summary>
    public void Dispose() => _file.Dispose();

    private static SoundStream OpenStandardInput(string path) => StandardDescriptors.CanRead(StandardDescriptors.Input)
        ? new(path, StandardDescriptors.Input)
        : throw new AudioSourceException(
            $"file:{path}", "there is no standard input: it is closed; connect a program to it, or name a file or a FIFO");

    // The number stays this file's meanwhile: a number that is closed is the next file's.
    private int Receive(Span<byte> bytes)
    {
        var isHeld = false;
        try
        {
            _file.DangerousAddRef(ref isHeld);
            return Receive((int)_file.DangerousGetHandle(), bytes);
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
        finally
        {
            if (isHeld) _file.DangerousRelease();
        }
    }

    private int Receive(int fd, Span<byte> bytes)
    {
        Span<PollFd> input = [new() { Fd = fd, Events = LibC.POLLIN }];
        while (true)
        {
            // Where no writer of a FIFO has come yet, a read would find its end, and poll waits.
            if (LibC.poll(input, 1, -1) < 0)
            {
                if (Marshal.GetLastPInvokeError() == LibC.EINTR) continue;
                throw Failed();
            }

            var count = (int)LibC.read(fd, bytes, bytes.Length);
            if (count > 0) return count;
            if (count < 0 && Marshal.GetLastPInvokeError() is not (LibC.EINTR or LibC.EAGAIN)) throw Failed();
            if (count < 0) continue;
            if (!IsFile || !IsWritten) return IsFile ? Math.Max(0, (int)LibC.read(fd, bytes, bytes.Length)) : 0;

            Thread.Sleep(BetweenLooks);
        }
    }

    private AudioSourceException Failed() => new(
        Path, $"cannot be read ({new Win32Exception(Marshal.GetLastPInvokeError()).Message}); look at the disk");
}
