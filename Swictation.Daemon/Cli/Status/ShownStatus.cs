using System.Text.Json;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Cli.Status;

/// <summary>What a status bar shows of a snapshot of the daemon, or of there being no daemon.</summary>
internal sealed record ShownStatus
{
    /// <summary>No daemon serves this user.</summary>
    public static readonly ShownStatus Stopped = new() { State = "stopped" };

    /// <summary>
    /// One word: <c>stopped</c>, <c>idle</c>, <c>opening</c> (the microphone, for a session that has begun),
    /// <c>recording</c>, <c>paused</c>, <c>processing</c> or <c>error</c>; <c>replay</c> where a session is played and no daemon serves.
    /// </summary>
    public required string State { get; init; }

    /// <summary>What else is to be known, in words: that text is off the record, for example.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Whether nothing more will be heard, whatever the state: a file, or lines of text, are at their end.</summary>
    public bool HasSourceEnded { get; private init; }

    /// <summary>Whether somebody is being heard to speak.</summary>
    public bool IsHearing { get; private init; }

    /// <summary>Reads a snapshot line of protocol 2. Fields that it does not have are false.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ShownStatus Read(ReadOnlyMemory<byte> snapshot)
    {
        using var document = JsonDocument.Parse(snapshot);
        var line = document.RootElement;
        return new()
        {
            State = Has("replay") ? "replay"
                : Is("paused") ? "paused"
                : Word("state") == "idle" && Word("microphone") == "preparing" && Has("session_id") ? "opening"
                : Word("state"),
            Notes = [.. Notes()],
            HasSourceEnded = Is("source_ended"),
            IsHearing = Is("hearing"),
        };

        IEnumerable<string> Notes()
        {
            if (Is("off_the_record")) yield return "off the record";
            if (Is("muted")) yield return "muted";
            if (Is("source_ended")) yield return "source ended";
            if (!line.TryGetProperty("trouble", out var trouble) || trouble.ValueKind != JsonValueKind.Array) yield break;
            var codes = trouble.EnumerateArray().Where(code => code.ValueKind == JsonValueKind.String).Select(code => code.GetString()!);
            // In a word, it is muted.
            foreach (var code in codes.Where(code => !Is("muted") || code != TroubleCode.NothingButSilence.Name))
                yield return Plain(code);
        }

        bool Is(string field) => line.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

        bool Has(string number) => line.TryGetProperty(number, out var id) && id.ValueKind == JsonValueKind.Number;

        string Word(string field) =>
            line.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
                ? Plain(value.GetString()!)
                : "";
    }

    // Codes have nothing else; so nothing in them means something to a bar.
    private static string Plain(string code) =>
        string.Concat(code.Select(letter => letter == '_' ? ' ' : letter).Where(letter => char.IsLetterOrDigit(letter) || letter == ' '));
}
