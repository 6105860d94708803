namespace Swictation.Domain.Audio;

/// <summary>Whether the sound of a live source is loud enough and not too loud.</summary>
public enum SoundLevel
{
    Good,

    /// <summary>For ten seconds no sample was loud enough for speech.</summary>
    Quiet,

    /// <summary>In ten seconds many samples were as large as samples can be: louder sound was cut off.</summary>
    Clipping,
}
