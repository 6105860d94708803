using System.Text;
using Swictation.Daemon.Platform.Keyboards.Native;

namespace Swictation.Daemon.Platform.Keyboards;

/// <summary>What keys mean, as X11 and Wayland number it (keysyms).</summary>
internal static class KeySymbols
{
    public const uint Return = 0xFF0D;
    public const uint Tab = 0xFF09;
    public const uint ShiftLeft = 0xFFE1;
    public const uint ControlLeft = 0xFFE3;

    private const uint UnicodeOffset = 0x1000000;

    /// <summary>The key of a character. Layouts have letters outside of Latin-1 under older numbers, which libxkbcommon knows.</summary>
    public static uint Of(Rune character) => character.Value switch
    {
        '\n' => Return,
        '\t' => Tab,
        (>= ' ' and <= '~') or (>= 0xA0 and <= 0xFF) => (uint)character.Value,
        var value => FromLibrary((uint)value) is var known and not 0 ? known : UnicodeOffset + (uint)value,
    };

    /// <summary>The key of a name, as F10 or Pause; null if there is none, or libxkbcommon is not installed.</summary>
    public static uint? Named(string name)
    {
        try
        {
            return XkbCommon.xkb_keysym_from_name(name, 0) is var symbol and not 0 ? symbol : null;
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    private static uint FromLibrary(uint character)
    {
        try
        {
            return XkbCommon.xkb_utf32_to_keysym(character);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }
}
