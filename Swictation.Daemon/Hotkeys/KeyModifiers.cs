namespace Swictation.Daemon.Hotkeys;

/// <summary>Keys that are held while another is pressed, as X11 counts them.</summary>
[Flags]
internal enum KeyModifiers
{
    None = 0,
    Shift = 0x1,
    Control = 0x4,
    Alt = 0x8,
    Logo = 0x40,
}
