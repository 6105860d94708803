namespace Swictation.Domain.Errors;

/// <summary>A recogniser cannot be started: its library or model is missing or broken.</summary>
/// <param name="thing">The library, model or file.</param>
/// <param name="reason">The cause and a remedy, without the thing.</param>
public sealed class TranscriberException(string thing, string reason)
    : SwictationException($"{thing}: {reason}")
{
    /// <summary>The library, model or file that is missing or broken.</summary>
    public string Thing { get; } = thing;

    public string Reason { get; } = reason;
}
