namespace Swictation.Domain.Errors;

/// <summary>A file with a model cannot be got, added, checked or removed.</summary>
/// <param name="thing">The model, file or address.</param>
/// <param name="reason">The cause and a remedy, without the thing.</param>
public sealed class ModelException(string thing, string reason) : SwictationException($"{thing}: {reason}")
{
    /// <summary>The model, file or address.</summary>
    public string Thing { get; } = thing;

    public string Reason { get; } = reason;
}
