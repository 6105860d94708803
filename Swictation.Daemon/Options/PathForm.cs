namespace Swictation.Daemon.Options;

/// <summary>The value of a setting that is a path.</summary>
internal static class PathForm
{
    /// <summary>The valid forms, for messages.</summary>
    public const string Forms = "a path";

    /// <summary>The whole path; null for an empty text.</summary>
    public static string? Parse(string text) => text.Length > 0 ? Path.GetFullPath(text) : null;
}
