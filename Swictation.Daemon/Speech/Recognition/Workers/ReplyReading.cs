using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>Validates a line of a recogniser's process. Nothing in it is trusted.</summary>
internal static class ReplyReading
{
    /// <summary>More characters than this are no transcription of a segment: it lasts half a minute at most.</summary>
    public const int LongestText = 16 * 1024;

    private const int LongestEcho = 60;

    /// <summary>A second answer to an earlier segment, or words that may still change: neither is what is waited for.</summary>
    public static bool IsPassedOver(BoundedLine line, uint segment) =>
        WorkerReply.TryRead(line, out var reply)
        && reply.Segment is > 0 and var answered
        && (answered < segment || (answered == segment && reply is { Type: ReplyKind.Partial, Text: not null }));

    /// <summary>The answer to the segment with a number; they are counted from 1.</summary>
    public static WorkerAnswer Of(BoundedLine line, uint segment)
    {
        if (!WorkerReply.TryRead(line, out var reply)) return Garbage(line);
        if (reply.Segment != segment) return Garbage(line);

        return reply switch
        {
            { Type: ReplyKind.Text, Text: { } text } => new(WithConfidence(Of(text), reply), IsUsable: true),
            { Type: ReplyKind.Failed, Reason: { } reason } => new(
                new TranscriptionResult.Failed(Shortened(PlainText.Of(reason))), IsUsable: true),
            _ => Garbage(line),
        };
    }

    /// <summary>Text as a recogniser printed it: one line of words, silence, or too much.</summary>
    public static TranscriptionResult Of(string text) => PlainText.Of(text) switch
    {
        "" => new TranscriptionResult.Silence(),
        { Length: > LongestText } plain => new TranscriptionResult.Failed(
            $"the recogniser gave {plain.Length} characters for one segment; more than {LongestText} are no speech"),
        var plain => new TranscriptionResult.Text(plain),
    };

    /// <summary>What a worker that is ready says it is.</summary>
    /// <param name="otherwise">Its name where it gives none.</param>
    public static Recogniser Recogniser(WorkerReply ready, string otherwise) => new(
        Described(ready.Name) ?? otherwise,
        Described(ready.Model),
        ready.Sha256 is { Length: 64 } sha256 && sha256.All(char.IsAsciiHexDigitLower) ? sha256 : null,
        Described(ready.Language),
        Described(ready.Settings));

    private static string? Described(string? text) =>
        text is null || PlainText.Of(text) is not { Length: > 0 } plain ? null : Shortened(plain);

    // Figures that make no sense are left out: they are no reason to lose the text.
    private static TranscriptionResult WithConfidence(TranscriptionResult result, WorkerReply reply)
    {
        if (result is not TranscriptionResult.Text text || reply.Confidence is not (>= 0 and <= 1 and var overall))
            return result;

        var words = reply.Words ?? [];
        var isEach = words.Length == WordCounter.Plain.Count(text.Value) && words.All(word => word is >= 0 and <= 1);
        return text with { Confidence = new(overall, isEach ? [.. words] : []) };
    }

    /// <summary>The beginning of a program's output, for messages.</summary>
    public static string Shortened(ReadOnlySpan<byte> printed) =>
        Shortened(PlainText.Of(printed[..Math.Min(printed.Length, 4 * LongestEcho)]), LongestEcho);

    private static string Shortened(string text, int longest = 500) =>
        text.Length <= longest ? text : PlainText.Of(text[..longest]) + "...";

    private static WorkerAnswer Garbage(BoundedLine line) =>
        WorkerAnswer.Broken($"the recogniser's answer is no reply: {Shortened(line.Bytes.Span)}");
}
