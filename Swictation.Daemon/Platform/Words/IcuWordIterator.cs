using Swictation.Daemon.Platform.Words.Native;
using Swictation.Domain.Language;

namespace Swictation.Daemon.Platform.Words;

/// <summary>
/// Thai, Lao, Khmer and Burmese by ICU's dictionaries, where it is installed: it is looked for when a text needs it for the
/// first time, so that nobody else has it in memory.
/// </summary>
/// <param name="library">Name or path of the library without its version.</param>
internal sealed class IcuWordIterator(string library = "libicuuc.so") : IWordIterator
{
    private readonly Lazy<Icu?> _icu = new(() => Icu.Find(library));

    public int? CountWords(ReadOnlySpan<char> run) => _icu.Value?.Count(run);
}
