using System.Text.Json.Serialization;

namespace Swictation.Replay.Output;

/// <summary>What would be forgotten, as <c>--dry-run --json</c> prints it; field names do not change.</summary>
/// <param name="Sentences">How many sentences.</param>
/// <param name="Events">How many events lose their words: those of sentences, and what else is about the same speech.</param>
/// <param name="Sessions">Numbers of the sessions.</param>
/// <param name="First">The first sentence; absent where there is none.</param>
/// <param name="Last">The last one, likewise.</param>
/// <param name="Audio">How many files of audio lose something or go.</param>
/// <param name="SetAside">Files that may hold it too and that are asked about.</param>
/// <param name="NotStored">Events that could not be stored and are in no log yet; absent where there are none.</param>
internal sealed record ForgettingJson(
    int Sentences,
    int Events,
    IReadOnlyList<long> Sessions,
    ForgettingLineJson? First,
    ForgettingLineJson? Last,
    int Audio,
    IReadOnlyList<string> SetAside,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    int? NotStored);
