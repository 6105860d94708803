namespace Swictation.Storage.Observing;

/// <summary>
/// Remembers from one run to the next that damage was met, so that the next start checks the whole database: the file
/// <c>DATABASE.suspect</c>, with what was met.
/// </summary>
internal static class Suspicion
{
    public static void Raise(string databasePath, string reason)
    {
        try
        {
            File.WriteAllText(PathOf(databasePath), reason + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk takes nothing any more: the damage is logged, and will be met again.
        }
    }

    /// <summary>The damage that was met; null if there was none.</summary>
    public static string? Of(string databasePath) =>
        File.Exists(PathOf(databasePath)) ? File.ReadAllText(PathOf(databasePath)).Trim() : null;

    public static void Clear(string databasePath) => File.Delete(PathOf(databasePath));

    private static string PathOf(string databasePath) => databasePath + ".suspect";
}
