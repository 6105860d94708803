namespace Swictation.Domain.Audio;

/// <summary>The states of a microphone as they are sent.</summary>
public static class MicrophoneName
{
    public static string Of(MicrophoneState state) => state switch
    {
        MicrophoneState.Closed => "closed",
        MicrophoneState.Preparing => "preparing",
        MicrophoneState.Open => "open",
        MicrophoneState.Missing => "missing",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
