using Swictation.Domain.Log;
using Swictation.Storage.Audio;

namespace Swictation.Storage.Forgetting;

/// <summary>What is left of events that are not in the log yet.</summary>
/// <param name="Events">In their order; null for one that goes entirely.</param>
/// <param name="Count">How many have lost their words.</param>
/// <param name="Audio">Audio that goes with them.</param>
/// <param name="DatabasePath">The log beside which it is.</param>
public sealed record UnstoredRemains(
    IReadOnlyList<EventToAppend?> Events, int Count, IReadOnlyList<FileStretch> Audio, string DatabasePath)
{
    /// <summary>Writes over the audio.</summary>
    /// <exception cref="IOException">It stays.</exception>
    public void EraseAudio()
    {
        var erasure = new AudioErasure(DatabasePath);
        foreach (var stretch in Audio) erasure.Erase(stretch.Path, stretch.FirstByte, stretch.LastByte);
    }
}
