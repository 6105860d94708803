using Swictation.Plumbing.Processes.Native;

namespace Swictation.Plumbing.Processes;

/// <summary>The terminal that standard output goes to. .NET's own class would set the terminal up to ask it.</summary>
public static class OutputTerminal
{
    /// <summary>How many columns it has, 0 where it does not say; null where standard output is no terminal.</summary>
    public static int? FindColumns()
    {
        var size = default(WindowSize);
        return LibC.ioctl(StandardDescriptors.Output, LibC.TIOCGWINSZ, ref size) == 0 ? size.Columns : null;
    }
}
