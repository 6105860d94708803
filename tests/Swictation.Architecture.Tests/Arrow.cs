namespace Swictation.Architecture.Tests;

/// <summary>Code in one folder names code in another. Folders are paths below the project; <see cref="Folders.Root"/> is the project's own.</summary>
internal sealed record Arrow(string From, string To)
{
    public override string ToString() => $"{From} -> {To}";

    /// <summary>The same arrow seen from further away: <c>Audio/Live -> Options</c> is <c>Audio -> Options</c> at a depth of 1.</summary>
    public Arrow AtDepth(int depth) => new(Folders.AtDepth(From, depth), Folders.AtDepth(To, depth));
}
