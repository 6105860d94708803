using System.Numerics;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// How strong each frequency is in a stretch of sound: the fast Fourier transform of 256 samples under a window, of four
/// stretches at once, each in a lane of its own. It takes a twentieth of the products that the model's file has for it.
/// </summary>
/// <param name="window">A weight for each sample.</param>
internal sealed class SpectrumTransform(float[] window)
{
    /// <summary>Stretches that are transformed at once.</summary>
    public const int Lanes = 4;

    // Neighbours are taken together as one complex number: half as many, and one step more.
    private const int Half = VoiceModel.SpectrumLength / 2;

    private static readonly int[] Reversed = [.. Enumerable.Range(0, Half).Select(Reverse)];
    private static readonly Complex[] Roots =
    [
        .. Enumerable.Range(0, Half)
            .Select(i => Complex.FromPolarCoordinates(1, -2 * Math.PI * i / VoiceModel.SpectrumLength)),
    ];

    private static readonly float[] RootsReal = [.. Roots.Select(root => (float)root.Real)];
    private static readonly float[] RootsImaginary = [.. Roots.Select(root => (float)root.Imaginary)];

    /// <summary>The transform whose products a model's file has: first the real parts of all frequencies.</summary>
    /// <param name="basis">A weight for each sample, of each part of each frequency.</param>
    /// <returns>Null if they are those of another transform.</returns>
    public static SpectrumTransform? Of(ReadOnlySpan<float> basis)
    {
        const int length = VoiceModel.SpectrumLength;
        const double rounded = 1e-3;
        var window = basis[..length].ToArray();
        for (var frequency = 0; frequency < VoiceModel.Frequencies; frequency++)
        {
            var real = basis.Slice(frequency * length, length);
            var imaginary = basis.Slice((frequency + VoiceModel.Frequencies) * length, length);
            for (var i = 0; i < length; i++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * (frequency * i % length) / length);
                var isSame = Math.Abs(real[i] - (window[i] * cosine)) < rounded
                    && Math.Abs(imaginary[i] + (window[i] * sine)) < rounded;
                if (!isSame) return null;
            }
        }

        return new(window);
    }

    /// <summary>Transforms four stretches.</summary>
    /// <param name="step">Samples from the beginning of one to that of the next.</param>
    /// <param name="strengths">Those of all frequencies of the first, then of the next.</param>
    public void Apply(ReadOnlySpan<float> samples, int step, Span<float> strengths)
    {
        Span<Vector4> real = stackalloc Vector4[Half];
        Span<Vector4> imaginary = stackalloc Vector4[Half];
        for (var i = 0; i < Half; i++)
        {
            var at = Reversed[i];
            real[at] = window[2 * i] * Four(samples[(2 * i)..], step);
            imaginary[at] = window[(2 * i) + 1] * Four(samples[((2 * i) + 1)..], step);
        }

        Transform(real, imaginary);
        for (var frequency = 0; frequency <= Half; frequency++)
        {
            var found = StrengthOf(frequency, real, imaginary);
            for (var lane = 0; lane < Lanes; lane++) strengths[(lane * VoiceModel.Frequencies) + frequency] = found[lane];
        }
    }

    private static Vector4 Four(ReadOnlySpan<float> samples, int step) =>
        new(samples[0], samples[step], samples[2 * step], samples[3 * step]);

    private static void Transform(Span<Vector4> real, Span<Vector4> imaginary)
    {
        for (var half = 1; half < Half; half *= 2)
        {
            for (var i = 0; i < half; i++)
            {
                var root = i * (Half / half);
                var (cosine, sine) = (RootsReal[root], RootsImaginary[root]);
                for (var one = i; one < Half; one += 2 * half)
                {
                    var other = one + half;
                    var turnedReal = (real[other] * cosine) - (imaginary[other] * sine);
                    var turnedImaginary = (real[other] * sine) + (imaginary[other] * cosine);
                    (real[other], imaginary[other]) = (real[one] - turnedReal, imaginary[one] - turnedImaginary);
                    (real[one], imaginary[one]) = (real[one] + turnedReal, imaginary[one] + turnedImaginary);
                }
            }
        }
    }

    // The even samples are the real parts of what was transformed, the odd ones the imaginary: their transforms are told
    // apart by their symmetry, and put together.
    private static Vector4 StrengthOf(int frequency, ReadOnlySpan<Vector4> real, ReadOnlySpan<Vector4> imaginary)
    {
        var (at, mirrored) = (frequency % Half, (Half - frequency) % Half);
        var evenReal = (real[at] + real[mirrored]) / 2;
        var evenImaginary = (imaginary[at] - imaginary[mirrored]) / 2;
        var oddReal = (imaginary[at] + imaginary[mirrored]) / 2;
        var oddImaginary = (real[mirrored] - real[at]) / 2;
        var (cosine, sine) = frequency < Half ? (RootsReal[frequency], RootsImaginary[frequency]) : (-1, 0);
        var wholeReal = evenReal + (oddReal * cosine) - (oddImaginary * sine);
        var wholeImaginary = evenImaginary + (oddReal * sine) + (oddImaginary * cosine);
        return Vector4.SquareRoot((wholeReal * wholeReal) + (wholeImaginary * wholeImaginary));
    }

    private static int Reverse(int index)
    {
        var reversed = 0;
        for (var bit = 1; bit < Half; bit *= 2) reversed = (reversed * 2) + (index / bit % 2);
        return reversed;
    }
}
