using Swictation.Domain.Events;


namespace Swictation.Replay.Output;

/// <summary>A recogniser in a line.</summary>
internal static class RecogniserText
{
    // Enough to tell two models of the same name from each other.
    private const int ShownDigits = 12;

    public static string Of(Recogniser recogniser)
    {
        string?[] parts =
        [
            recogniser.Name,
            recogniser.Model,
            recogniser.Language is { } language ? $"language {language}" : null,
            recogniser.Settings,
            recogniser.Sha256 is { Length: > ShownDigits } sha256 ? $"sha256 {sha256[..ShownDigits]}" : null,
        ];
        return OneLine.Of(string.Join(", ", parts.Where(part => part is not null)));
    }
}
