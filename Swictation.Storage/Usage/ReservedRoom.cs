namespace Swictation.Storage.Usage;

/// <summary>The file beside a log whose room a daemon that cannot write to the log any more gives back.</summary>
public static class ReservedRoom
{
    private const string Extension = ".reserve";

    public static string PathOf(string databasePath) => databasePath + Extension;
}
