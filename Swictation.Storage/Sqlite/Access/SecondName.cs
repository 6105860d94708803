using Swictation.Plumbing.Files;
using Swictation.Plumbing.Text;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>
/// A database that has another name which is no link that could be followed: what stands beside the one is not beside
/// the other, and each gets a write-ahead log of its own.
/// </summary>
/// <param name="Fact">What it has, to stand behind its name.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record SecondName(string Fact, string Remedy)
{
    /// <summary>The reason why it must not be written, and a remedy.</summary>
    public string Refusal =>
        $"{Fact}, and each name would get a write-ahead log of its own; {Remedy}, or copy it and name the copy";

    /// <summary>The risk for a reader, and a remedy.</summary>
    public string Warning =>
        $"{Fact}, and the newest events stand beside the one that its daemon has: they may be missing; read it by that "
        + $"name, or {Remedy}";

    /// <summary>Null where a file has none, or has it because it is being set aside.</summary>
    public static SecondName? Of(string path, FileState file) => file switch
    {
        { IsRegular: true } when TakeoverOrder.Explains(path, file) => null,
        { IsRegular: true, Links: > 1 and var links } => new(
            $"has {links} names (hard links)",
            $"remove the others (find / -xdev -samefile {ShellWord.Of(path)})"),
        { IsRegular: true, IsMounted: true } => new(
            "is mounted here without its directory (a bind mount)", "mount the directory"),
        _ => null,
    };
}
