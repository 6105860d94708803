using Swictation.Replay.Export.Cues;

namespace Swictation.Replay.Export.Formats;

/// <summary>A file format that sessions can be exported to.</summary>
internal interface ITranscriptFormat
{
    /// <summary>Its name for <c>--format</c>.</summary>
    string Name { get; }

    /// <summary>What files of it end in, without the dot.</summary>
    string Extension => Name;

    /// <summary>Each sentence has its origin, and the chapter that it is in also where that begins before what is exported.</summary>
    bool IsComplete => false;

    /// <summary>Writes the sessions one behind the other, and keeps none of what it has written.</summary>
    void Write(IEnumerable<SpokenSession> sessions, TextWriter output);
}
