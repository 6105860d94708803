using Swictation.Plumbing.Files;

namespace Swictation.Daemon.Typing;

/// <summary>A file that is locked for as long as a program types.</summary>
internal static class TypingLock
{
    /// <summary>Null if another program has it.</summary>
    /// <exception cref="TypingException">The file cannot be locked.</exception>
    public static LockedFile? TryTake(string path)
    {
        try
        {
            return LockedFile.TakeOrMake(path, isOfDatabase: false);
        }
        catch (IOException e)
        {
            throw new TypingException($"{path}: {e.Message}");
        }
    }
}
