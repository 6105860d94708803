using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform.Words.Native;

/// <summary>
/// The word iterator of ICU (International Components for Unicode), bound by name: each version of the library has its
/// number in its own name and in that of each function.
/// </summary>
internal sealed unsafe class Icu
{
    private const int NewestVersion = 99;
    private const int OldestVersion = 50;

    /// <summary>UBRK_WORD.</summary>
    private const int Words = 1;

    /// <summary>UBRK_WORD_NONE_LIMIT: what has a lower status is no word, but what stands between two.</summary>
    private const int FirstOfWords = 100;

    private readonly delegate* unmanaged<int, byte*, char*, int, int*, nint> _open;
    private readonly delegate* unmanaged<nint, int> _next;
    private readonly delegate* unmanaged<nint, int> _getStatus;
    private readonly delegate* unmanaged<nint, void> _close;

    private Icu(nint open, nint next, nint getStatus, nint close)
    {
        _open = (delegate* unmanaged<int, byte*, char*, int, int*, nint>)open;
        _next = (delegate* unmanaged<nint, int>)next;
        _getStatus = (delegate* unmanaged<nint, int>)getStatus;
        _close = (delegate* unmanaged<nint, void>)close;
    }

    /// <summary>The newest that is installed; null where none is.</summary>
    /// <param name="library">Its name without the version.</param>
    public static Icu? Find(string library)
    {
        for (var version = NewestVersion; version >= OldestVersion; version--)
        {
            if (NativeLibrary.TryLoad($"{library}.{version}", out var handle) && TryBind(handle, version) is { } bound) return bound;
        }

        return null;
    }

    /// <summary>How many words a text has; null where the library lacks the rules for it.</summary>
    public int? Count(ReadOnlySpan<char> text)
    {
        fixed (char* characters = text)
        {
            var error = 0;
            byte root = 0;
            var iterator = _open(Words, &root, characters, text.Length, &error);
            if (iterator == 0 || error > 0) return null;

            var words = 0;
            while (_next(iterator) >= 0)
            {
                if (_getStatus(iterator) >= FirstOfWords) words++;
            }

            _close(iterator);
            return words;
        }
    }

    // Its own builds leave the version out of the functions' names.
    private static Icu? TryBind(nint library, int version)
    {
        return TryGet("ubrk_open", out var open) && TryGet("ubrk_next", out var next)
            && TryGet("ubrk_getRuleStatus", out var getStatus) && TryGet("ubrk_close", out var close)
            ? new(open, next, getStatus, close)
            : null;

        bool TryGet(string name, out nint function) =>
            NativeLibrary.TryGetExport(library, $"{name}_{version}", out function)
            || NativeLibrary.TryGetExport(library, name, out function);
    }
}
