using Swictation.Plumbing.Processes.Native;

namespace Swictation.Plumbing.Processes;

/// <summary>How the terminal of standard input is set, to be set so again behind a program that was ended while it had the terminal.</summary>
public sealed class TerminalState
{
    // More than any C library's struct termios.
    private const int Bytes = 256;

    private readonly byte[]? _settings;

    private TerminalState(byte[]? settings) => _settings = settings;

    /// <summary>As it is now; where standard input is no terminal, there is nothing to set.</summary>
    public static TerminalState Take()
    {
        var settings = new byte[Bytes];
        return new(LibC.tcgetattr(StandardDescriptors.Input, settings) == 0 ? settings : null);
    }

    public void Restore()
    {
        if (_settings is not null) _ = LibC.tcsetattr(StandardDescriptors.Input, LibC.TCSADRAIN, _settings);
    }
}
