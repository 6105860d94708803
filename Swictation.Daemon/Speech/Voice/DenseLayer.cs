using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Sums of all inputs, one for each output, each with a weight of its own. The weights of a network do not fit into the
/// near caches: they are loaded once for as many moments as there are.
/// </summary>
/// <param name="weights">Those of the first output, then those of the next.</param>
/// <param name="bias">Added to each output; its length is the number of outputs.</param>
internal sealed class DenseLayer(float[] weights, float[] bias)
{
    // As many sums as processors can work on side by side.
    private const int Together = 4;

    private readonly int _inputs = weights.Length / bias.Length;

    /// <param name="inputs">As many as it has been made for.</param>
    public void Apply(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        inputs = inputs[.._inputs];
        var output = 0;
        for (; output + Together <= bias.Length; output += Together)
        {
            var sums = Products(inputs, weights.AsSpan(output * _inputs), _inputs);
            sums += new Vector4(bias.AsSpan(output, Together));
            sums.CopyTo(outputs[output..]);
        }

        for (; output < bias.Length; output++)
            outputs[output] = bias[output] + TensorPrimitives.Dot(inputs, Row(output));
    }

    /// <summary>The same for several moments.</summary>
    /// <param name="moments">Their number.</param>
    /// <param name="step">From the first input of a moment to that of the next.</param>
    /// <param name="outputs">Of the first moment, then of the next.</param>
    public void Apply(ReadOnlySpan<float> inputs, int moments, int step, Span<float> outputs)
    {
        if (moments == Together)
        {
            for (var output = 0; output < bias.Length; output++)
            {
                var sums = Products(Row(output), inputs, step) + new Vector4(bias[output]);
                for (var moment = 0; moment < moments; moment++)
                    outputs[(moment * bias.Length) + output] = sums[moment];
            }

            return;
        }

        for (var moment = 0; moment < moments; moment++)
            Apply(inputs[(moment * step)..], outputs[(moment * bias.Length)..]);
    }

    private ReadOnlySpan<float> Row(int output) => weights.AsSpan(output * _inputs, _inputs);

    /// <summary>The dot products of one row with four others.</summary>
    /// <param name="step">From the beginning of one of the four to that of the next.</param>
    private static Vector4 Products(ReadOnlySpan<float> row, ReadOnlySpan<float> others, int step)
    {
        var one = others[..row.Length];
        var two = others.Slice(step, row.Length);
        var three = others.Slice(2 * step, row.Length);
        var four = others.Slice(3 * step, row.Length);
        var (sum1, sum2, sum3, sum4) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var vectors1 = MemoryMarshal.Cast<float, Vector<float>>(one)[..vectors.Length];
        var vectors2 = MemoryMarshal.Cast<float, Vector<float>>(two)[..vectors.Length];
        var vectors3 = MemoryMarshal.Cast<float, Vector<float>>(three)[..vectors.Length];
        var vectors4 = MemoryMarshal.Cast<float, Vector<float>>(four)[..vectors.Length];
        for (var i = 0; i < vectors.Length; i++)
        {
            var common = vectors[i];
            sum1 = Vector.MultiplyAddEstimate(common, vectors1[i], sum1);
            sum2 = Vector.MultiplyAddEstimate(common, vectors2[i], sum2);
            sum3 = Vector.MultiplyAddEstimate(common, vectors3[i], sum3);
            sum4 = Vector.MultiplyAddEstimate(common, vectors4[i], sum4);
        }

        var sums = new Vector4(Vector.Sum(sum1), Vector.Sum(sum2), Vector.Sum(sum3), Vector.Sum(sum4));
        for (var i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
            sums += row[i] * new Vector4(one[i], two[i], three[i], four[i]);
        return sums;
    }
}
