using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Reasons;

/// <summary>
/// The reason of an event: stored as a code with a detail, and put into words where people read it.
/// </summary>
/// <param name="Detail">A value of the code, such as the system's name of an error; null if there is none.</param>
/// <param name="Source">The device or file that the reason is about, as the user named it; null if there is none.</param>
[JsonConverter(typeof(ReasonForm))]
public sealed record Reason(ReasonCode Code, string? Detail = null, string? Source = null)
{
    /// <summary>The version of an event whose reason is a code; in version 1 it is a sentence.</summary>
    public const int CodedVersion = 2;

    /// <summary>The name of the code on the wire.</summary>
    public string CodeName => ReasonForm.NameOf(Code);

    /// <summary>The source and the cause, in words.</summary>
    public string Cause => Sourced(ReasonWords.Of(this).Cause);

    /// <summary>The source, the cause and a remedy, in words; those of a sentence are that sentence.</summary>
    public string Words
    {
        get
        {
            if (Code == ReasonCode.Worded) return Sourced(Detail ?? "");

            var (cause, remedy) = ReasonWords.Of(this);
            return Sourced(remedy.Length > 0 ? $"{cause}; {remedy}" : cause);
        }
    }

    /// <summary>A sentence for people: a cause, and behind a semicolon a remedy.</summary>
    public static Reason Worded(string sentence) => new(ReasonCode.Worded, sentence);

    /// <summary>Reads the line that <see cref="ToJson"/> writes; any other text is a sentence.</summary>
    public static Reason Parse(string text)
    {
        if (!text.StartsWith('{')) return Worded(text);

        try
        {
            return JsonSerializer.Deserialize(text, ReasonContext.Default.Reason)!;
        }
        catch (JsonException)
        {
            return Worded(text);
        }
    }

    /// <summary>The code with its detail and source, as in an event, in one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReasonContext.Default.Reason);

    public override string ToString() => Words;

    private string Sourced(string words) => Source is { } source ? $"{source}: {words}" : words;
}
