namespace Swictation.Daemon.Speech.Voice;

/// <summary>White noise with a root mean square of 1, the same from every new one.</summary>
internal struct NoiseSource()
{
    // Uniform numbers from -1 to 1 have a root mean square of one over the square root of three.
    private static readonly double Gain = Math.Sqrt(3);

    private uint _state = 1;

    public double Next()
    {
        // Numerical Recipes' generator; its upper bits are random enough for noise.
        _state = (_state * 1_664_525) + 1_013_904_223;
        return Gain * (int)_state / int.MaxValue;
    }
}
