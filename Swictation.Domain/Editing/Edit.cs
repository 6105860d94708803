using Swictation.Domain.Events;

namespace Swictation.Domain.Editing;

/// <summary>What somebody wants to add to what was recorded.</summary>
public abstract record Edit
{
    private Edit()
    {
    }

    /// <summary>Another text for a sentence; the old one stays as a version.</summary>
    /// <param name="Sentence">Its position in the log.</param>
    public sealed record Correct(long Sentence, string Text) : Edit;

    /// <summary>The text that a recogniser has made of a sentence's audio when it heard it again.</summary>
    /// <param name="By">The recogniser.</param>
    public sealed record RecogniseAgain(long Sentence, string Text, string By) : Edit;

    /// <summary>The text before the newest one is valid again.</summary>
    public sealed record TakeBack(long Sentence) : Edit;

    /// <param name="Text">Empty to take the title away.</param>
    public sealed record Title(SessionId Session, string Text) : Edit;

    /// <param name="On">False to take the tag off.</param>
    public sealed record Tag(SessionId Session, string Text, bool On) : Edit;

    public sealed record Note(SessionId Session, string Text) : Edit;

    /// <param name="Text">Null for a mark without words.</param>
    /// <param name="At">The moment that is marked.</param>
    /// <param name="StartS">The same in seconds of recorded time since the session began.</param>
    public sealed record Mark(SessionId Session, string? Text, DateTimeOffset At, double StartS) : Edit;
}
