using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>What makes text of speech, as far as it is known.</summary>
/// <param name="Name">Of the recogniser: <c>whisper</c>, <c>pocketsphinx</c>, or what a program calls itself.</param>
/// <param name="Model">A file, a directory or a name.</param>
/// <param name="Sha256">The checksum of the model in hexadecimal digits; null where it is not at hand.</param>
/// <param name="Language">The short form of a language, or <c>auto</c>.</param>
/// <param name="Settings">Others that change the text, <c>NAME=VALUE</c> joined by <c>&amp;</c>. No words.</param>
public sealed record Recogniser(
    string Name,
    string? Model = null,
    [property: JsonPropertyName("sha256")] string? Sha256 = null,
    string? Language = null,
    string? Settings = null);
