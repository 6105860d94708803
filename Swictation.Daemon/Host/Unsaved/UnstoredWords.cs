using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Storage.Copies;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Unsaved;

namespace Swictation.Daemon.Host.Unsaved;

/// <inheritdoc/>
/// <param name="places">Where files of what could not be stored may be.</param>
internal sealed class UnstoredWords(SessionRecorder recorder, string databasePath, IReadOnlyList<string> places, TimeProvider time) : IUnstoredWords
{
    /// <inheritdoc/>
    public PositionRange? Released => recorder.Released;

    /// <inheritdoc/>
    public int Forget(ForgettingSelection wanted)
    {
        // Nearly always: nobody waits for what is looked for here then.
        if (recorder.Held.Events == 0 && !UnsavedFiles.Find(places).Any()) return 0;

        // What is held may be another text of a sentence that the log has.
        var gone = new ForgettingFinder(databasePath).FindChosen(wanted).Positions.ToHashSet();
        var lineage = LogLineage.Open(databasePath);
        var count = new UnsavedForgetting(databasePath, places, lineage.Knows, time).Forget(wanted, gone);
        UnstoredRemains? remains = null;
        recorder.ReplaceHeld((events, after) =>
        {
            remains = new UnstoredEvents(databasePath, time).Forget(events, after, wanted, gone);
            return remains?.Events;
        });
        remains?.EraseAudio();
        return count + (remains?.Count ?? 0);
    }
}
