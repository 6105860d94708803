using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>A stream under libsndfile's calls for files, which turns back over its beginning and no further.</summary>
internal sealed unsafe class VirtualSound : IDisposable
{
    // The header of a FLAC file, with a picture of the cover in it.
    private const int KeptBytes = 16 * 1024 * 1024;

    private readonly SoundStream _stream;
    private readonly GCHandle _self;
    private readonly VirtualIo* _calls;
    private List<byte>? _kept = [];
    private long _received;
    private long _position;

    private VirtualSound(SoundStream stream)
    {
        _stream = stream;
        _self = GCHandle.Alloc(this);
        _calls = (VirtualIo*)NativeMemory.AllocZeroed((nuint)sizeof(VirtualIo));
        *_calls = new() { Length = &LengthOf, Seek = &Seek, Read = &Read, Write = &Write, Tell = &Tell };
    }

    /// <summary>Takes over the stream; what is returned second is disposed behind the first.</summary>
    public static (SndFileHandle File, IDisposable Input) Open(SoundStream stream, out SoundFileInfo info)
    {
        var sound = new VirtualSound(stream);
        var file = SndFile.OpenRead(sound._calls, GCHandle.ToIntPtr(sound._self), out info);
        return (file, sound);
    }

    public void Dispose()
    {
        NativeMemory.Free(_calls);
        _self.Free();
        _stream.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long LengthOf(nint sound) => SndFile.UnknownFrames / 2;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int whence, nint sound) => Of(sound).MoveTo(offset, whence);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Read(void* buffer, long count, nint sound)
    {
        try
        {
            return Of(sound).Take(new(buffer, (int)count));
        }
        catch (AudioSourceException)
        {
            return 0; // An exception must not pass through the library: it finds the sound cut off.
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Write(void* buffer, long count, nint sound) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(nint sound) => Of(sound)._position;

    private static VirtualSound Of(nint sound) => (VirtualSound)GCHandle.FromIntPtr(sound).Target!;

    private long MoveTo(long offset, int whence)
    {
        const int fromHere = 1;
        const int fromEnd = 2;
        var to = whence switch { fromHere => _position + offset, fromEnd => -1, _ => offset };
        if (to < 0 || to > _received || (to < _received && _kept is null)) return -1;
        return _position = to;
    }

    private int Take(Span<byte> bytes)
    {
        var filled = 0;
        if (_position < _received)
        {
            var kept = CollectionsMarshal.AsSpan(_kept)[(int)_position..];
            filled = Math.Min(kept.Length, bytes.Length);
            kept[..filled].CopyTo(bytes);
        }

        while (filled < bytes.Length && _stream.Read(bytes[filled..]) is > 0 and var read)
        {
            _kept?.AddRange(bytes.Slice(filled, read));
            if (_kept?.Count > KeptBytes) _kept = null;
            _received += read;
            filled += read;
        }

        _position += filled;
        return filled;
    }
}
