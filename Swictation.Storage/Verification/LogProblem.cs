namespace Swictation.Storage.Verification;

/// <summary>Something that is not what was written.</summary>
/// <param name="First">The first position that it concerns; null where it concerns none.</param>
/// <param name="Last">The last one.</param>
/// <param name="Words">What is wrong, as an English sentence.</param>
public sealed record LogProblem(LogProblemKind Kind, long? First, long? Last, string Words)
{
    public override string ToString() => Words;
}
