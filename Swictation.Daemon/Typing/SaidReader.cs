using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Sockets.Client;

namespace Swictation.Daemon.Typing;

/// <summary>Lines of protocol 2 to what a typist needs of them. Pure.</summary>
internal static class SaidReader
{
    private static readonly TimeSpan LongestSpeech = TimeSpan.FromMinutes(2);

    /// <summary>The transcription in a line of that type; null if it was forgotten, and has no text any more.</summary>
    public static Said? Read(in ReceivedEvent received)
    {
        using var line = JsonDocument.Parse(received.Line);
        var root = line.RootElement;
        if (root.TryGetProperty("forgotten", out _)) return null;

        var text = root.GetProperty("text").GetString()!;
        var spoken = TimeSpan.FromMilliseconds(Number(root, "latency_ms"))
            + (Number(root, "wpm") is > 0 and var wpm ? TimeSpan.FromMinutes(Number(root, "words") / wpm) : TimeSpan.Zero);
        var isWithheld = root.TryGetProperty("off_the_record", out _) && text == Transcription.Withheld;
        return new(
            received.Sequence,
            received.Session,
            received.At,
            received.At - (spoken < LongestSpeech ? spoken : LongestSpeech),
            text,
            isWithheld);
    }

    /// <summary>The delivery in a line of one of those types.</summary>
    public static DeliveryStep ReadStep(in ReceivedEvent received)
    {
        using var line = JsonDocument.Parse(received.Line);
        var root = line.RootElement;
        return new(
            root.GetProperty("segment").GetInt64(),
            root.TryGetProperty("first", out var first) ? first.GetInt64() : null,
            root.TryGetProperty("outcome", out var outcome) ? new DeliveryOutcome(outcome.GetString()!) : null,
            root.TryGetProperty("window", out var window) ? window.GetString() : null,
            root.TryGetProperty("way", out var way) ? new DeliveryWay(way.GetString()!) : null);
    }

    private static double Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.TryGetDouble(out var number) && number is >= 0 and < 1e7 ? number : 0;
}
