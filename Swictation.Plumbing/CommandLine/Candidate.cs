namespace Swictation.Plumbing.CommandLine;

/// <summary>A word that can stand at a place of a command line.</summary>
/// <param name="Description">What it is, in one line; null where the word says it.</param>
public sealed record Candidate(string Word, string? Description = null)
{
    /// <summary>The shell is to offer names of files too.</summary>
    public static readonly Candidate Files = new(":files");

    /// <summary>The shell is to offer names of directories too.</summary>
    public static readonly Candidate Directories = new(":directories");

    /// <summary>As the scripts for the shells read it: the word and, behind a tab, its description.</summary>
    public override string ToString() => Description is null ? Word : $"{Word}\t{Description}";
}
