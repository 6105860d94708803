namespace Swictation.Domain.Recognition;

/// <summary>What is to recognise a session in place of the daemon's own recogniser.</summary>
/// <param name="Transcriber">A name that the configuration gives, or of an installed model; null: the daemon's own.</param>
/// <param name="Language">The short form of a language, or <c>auto</c>; null: as it is set.</param>
public sealed record RecogniserChoice(string? Transcriber, string? Language);
