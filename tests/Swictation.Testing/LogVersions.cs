using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Testing;

/// <summary>The later texts of sentences, read out of the log alone.</summary>
public sealed class LogVersions(IEventLogReader log) : IVersionHistory
{
    public IReadOnlyList<TextVersion> ReadRevisions(long sentence) =>
    [
        .. log.EventsAfter(0)
            .Where(stored => stored.Type == TextRevised.TypeName)
            .Select(stored => (stored.Sequence, Revised: (TextRevised)WireReader.Read(stored)))
            .Where(found => found.Revised.Of == sentence)
            .Select(found => TextVersion.Of(found.Sequence, found.Revised)),
    ];
}
