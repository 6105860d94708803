using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing;

/// <summary>A transcription that is to be put at the cursor.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="At">When it was committed.</param>
/// <param name="SpokenFrom">When the speech began, as far as its figures tell.</param>
/// <param name="IsWithheld">True if the text was said off the record, and only those got it who were there.</param>
internal sealed record Said(
    long Position, SessionId? Session, DateTimeOffset At, DateTimeOffset SpokenFrom, string Text, bool IsWithheld);
