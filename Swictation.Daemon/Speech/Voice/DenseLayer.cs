using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Sums of all inputs, one for each output, each with a weight of its own. The weights of a network do not fit into the
/// near caches: they are loaded once for as many moments as there are.
/// </summary>
/// <param name="weights">Those of the first output, then those of the next.</param>
/// <param name="bias">Added to each output; its length, a multiple of four or 1, is the number of outputs.</param>
internal sealed class DenseLayer(float[] weights, float[] bias)
{
    // Eight sums side by side keep a processor busy with 16 registers, and load six numbers for eight products.
    private const int Rows = 2;
    private const int Moments = 4;

    private readonly int _inputs = weights.Length / bias.Length;

    /// <summary>The sums of several moments, each at a place of its own.</summary>
    /// <param name="from">Where the inputs of each moment begin.</param>
    /// <param name="to">Where the outputs of each begin.</param>
    public void Apply(ReadOnlySpan<float> inputs, ReadOnlySpan<int> from, Span<float> outputs, ReadOnlySpan<int> to)
    {
        var moment = 0;
        for (; moment + Moments <= from.Length; moment += Moments)
            ApplyFour(inputs, from.Slice(moment, Moments), outputs, to.Slice(moment, Moments));
        for (; moment < from.Length; moment++) Apply(inputs[from[moment]..], outputs[to[moment]..]);
    }

    /// <param name="inputs">As many as it has been made for, or more.</param>
    public void Apply(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        inputs = inputs[.._inputs];
        if (bias.Length % Moments != 0)
        {
            for (var output = 0; output < bias.Length; output++)
                outputs[output] = bias[output] + TensorPrimitives.Dot(inputs, weights.AsSpan(output * _inputs, _inputs));
            return;
        }

        for (var output = 0; output < bias.Length; output += Moments)
        {
            var start = output * _inputs;
            var (sums, _) = Products(
                inputs, inputs, weights, [start, start + _inputs, start + (2 * _inputs), start + (3 * _inputs)]);
            (sums + new Vector4(bias.AsSpan(output, Moments))).CopyTo(outputs[output..]);
        }
    }

    private void ApplyFour(ReadOnlySpan<float> inputs, ReadOnlySpan<int> from, Span<float> outputs, ReadOnlySpan<int> to)
    {
        for (var output = 0; output < bias.Length; output += Rows)
        {
            var isPair = output + 1 < bias.Length;
            var row = weights.AsSpan(output * _inputs, _inputs);
            var next = isPair ? weights.AsSpan((output + 1) * _inputs, _inputs) : row;
            var (sums, nextSums) = Products(row, next, inputs, from);
            for (var moment = 0; moment < Moments; moment++)
            {
                outputs[to[moment] + output] = sums[moment] + bias[output];
                if (isPair) outputs[to[moment] + output + 1] = nextSums[moment] + bias[output + 1];
            }
        }
    }

    /// <summary>The dot products of two rows with four others; of one, where both are the same.</summary>
    /// <param name="from">Where each of the four begins.</param>
    private static (Vector4 OfRow, Vector4 OfNext) Products(
        ReadOnlySpan<float> row, ReadOnlySpan<float> next, ReadOnlySpan<float> others, ReadOnlySpan<int> from)
    {
        var one = others.Slice(from[0], row.Length);
        var two = others.Slice(from[1], row.Length);
        var three = others.Slice(from[2], row.Length);
        var four = others.Slice(from[3], row.Length);
        var whole = row.Length - (row.Length % Vector<float>.Count);
        var isOne = Unsafe.AreSame(in MemoryMarshal.GetReference(row), in MemoryMarshal.GetReference(next));
        var (sums, nextSums) = isOne
            ? (SumsOfOne(row, one, two, three, four, whole), Vector4.Zero)
            : SumsOfTwo(row, next[..row.Length], one, two, three, four, whole);
        for (var i = whole; i < row.Length; i++)
        {
            var each = new Vector4(one[i], two[i], three[i], four[i]);
            sums += row[i] * each;
            nextSums += next[i] * each;
        }

        return (sums, nextSums);
    }

    private static Vector4 SumsOfOne(
        ReadOnlySpan<float> row,
        ReadOnlySpan<float> one,
        ReadOnlySpan<float> two,
        ReadOnlySpan<float> three,
        ReadOnlySpan<float> four,
        int whole)
    {
        var (sum1, sum2, sum3, sum4) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (var i = 0; i < whole; i += Vector<float>.Count)
        {
            var common = At(row, i);
            sum1 = Vector.MultiplyAddEstimate(common, At(one, i), sum1);
            sum2 = Vector.MultiplyAddEstimate(common, At(two, i), sum2);
            sum3 = Vector.MultiplyAddEstimate(common, At(three, i), sum3);
            sum4 = Vector.MultiplyAddEstimate(common, At(four, i), sum4);
        }

        return new(Vector.Sum(sum1), Vector.Sum(sum2), Vector.Sum(sum3), Vector.Sum(sum4));
    }

    private static (Vector4 OfRow, Vector4 OfNext) SumsOfTwo(
        ReadOnlySpan<float> row,
        ReadOnlySpan<float> next,
        ReadOnlySpan<float> one,
        ReadOnlySpan<float> two,
        ReadOnlySpan<float> three,
        ReadOnlySpan<float> four,
        int whole)
    {
        var (sum1, sum2, sum3, sum4) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var (next1, next2, next3, next4) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (var i = 0; i < whole; i += Vector<float>.Count)
        {
            var (common, nextCommon) = (At(row, i), At(next, i));
            var other = At(one, i);
            sum1 = Vector.MultiplyAddEstimate(common, other, sum1);
            next1 = Vector.MultiplyAddEstimate(nextCommon, other, next1);
            other = At(two, i);
            sum2 = Vector.MultiplyAddEstimate(common, other, sum2);
            next2 = Vector.MultiplyAddEstimate(nextCommon, other, next2);
            other = At(three, i);
            sum3 = Vector.MultiplyAddEstimate(common, other, sum3);
            next3 = Vector.MultiplyAddEstimate(nextCommon, other, next3);
            other = At(four, i);
            sum4 = Vector.MultiplyAddEstimate(common, other, sum4);
            next4 = Vector.MultiplyAddEstimate(nextCommon, other, next4);
        }

        return (
            new(Vector.Sum(sum1), Vector.Sum(sum2), Vector.Sum(sum3), Vector.Sum(sum4)),
            new(Vector.Sum(next1), Vector.Sum(next2), Vector.Sum(next3), Vector.Sum(next4)));
    }

    // Callers have cut the span to the length that they go through: checking each access takes longer than the product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> At(ReadOnlySpan<float> values, int index) =>
        Vector.LoadUnsafe(in MemoryMarshal.GetReference(values), (nuint)index);
}
