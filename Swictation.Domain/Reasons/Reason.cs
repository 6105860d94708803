using System.Text.Json.Serialization;

namespace Swictation.Domain.Reasons;

/// <summary>
/// The reason of an event: stored as a code with a detail, and put into words where people read it.
/// </summary>
/// <param name="Detail">A value of the code, such as the system's name of an error; null if there is none.</param>
[JsonConverter(typeof(ReasonForm))]
public sealed record Reason(ReasonCode Code, string? Detail = null)
{
    /// <summary>The version of an event whose reason is a code; in version 1 it is a sentence.</summary>
    public const int CodedVersion = 2;

    /// <summary>The cause, in words.</summary>
    public string Cause => ReasonWords.Of(this).Cause;

    /// <summary>The cause and a remedy, in words; those of a sentence are that sentence.</summary>
    public string Words
    {
        get
        {
            if (Code == ReasonCode.Worded) return Detail ?? "";

            var (cause, remedy) = ReasonWords.Of(this);
            return remedy.Length > 0 ? $"{cause}; {remedy}" : cause;
        }
    }

    /// <summary>A sentence for people: a cause, and behind a semicolon a remedy.</summary>
    public static Reason Worded(string sentence) => new(ReasonCode.Worded, sentence);

    public override string ToString() => Words;
}
