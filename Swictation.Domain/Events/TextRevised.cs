namespace Swictation.Domain.Events;

/// <summary>
/// A sentence has another text from here on: <c>text_revised</c>. The newest one is the text of the sentence; those before it
/// stay, as its versions. Not broadcast to protocol 1 clients, which have had the sentence.
/// </summary>
/// <param name="Of">Position of the transcription in the log, or of the imported segment.</param>
/// <param name="Version">Counted from 2: the text that was recognised at first is version 1.</param>
/// <param name="Text">The whole text, also where an earlier one is valid again.</param>
/// <param name="By"><see cref="User"/>, or the name of the recogniser.</param>
[CarriesWords(true, Stays = ["session_id", "timestamp", "of", "version", "kind", "by", "origin"], Blanks = ["text"])]
public sealed record TextRevised(
    SessionId Session, DateTimeOffset At, long Of, int Version, RevisionKind Kind, string Text, string By)
    : Afterthought(Session, At)
{
    public const string TypeName = "text_revised";

    /// <summary>Who has corrected a text by hand.</summary>
    public const string User = "user";
}
