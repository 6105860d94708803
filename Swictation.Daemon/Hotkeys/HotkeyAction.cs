namespace Swictation.Daemon.Hotkeys;

/// <summary>What a key does.</summary>
internal enum HotkeyAction
{
    /// <summary>Records for as long as it is held.</summary>
    PushToTalk,

    /// <summary>Starts recording, or stops it, with each press.</summary>
    Toggle,
}

/// <summary>A key, and what it does.</summary>
internal readonly record struct Hotkey(HotkeyAction Action, KeyChord Chord);

/// <summary>A key was pressed or released. One that is held is pressed once.</summary>
internal readonly record struct HotkeyEvent(HotkeyAction Action, bool IsPressed);
