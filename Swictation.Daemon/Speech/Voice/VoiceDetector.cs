using System.Numerics.Tensors;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Says for every 32 ms of sound how probable it is that somebody speaks: the network of Silero's voice activity
/// detector, with what it remembers of the sound before. Several windows at once take less time than one by one.
/// </summary>
internal sealed class VoiceDetector
{
    private const int Moments = SpectrumTransform.Lanes;
    private const int Gates = 4 * VoiceModel.Memory;

    private readonly VoiceModel _model;
    private readonly int _mostWindows;

    // The end of the last window, the window, and its end reflected.
    private readonly float[] _samples = new float[VoiceModel.Context + VoiceModel.Window + VoiceModel.Context];

    // By windows and their moments, with a moment of nothing before and behind those of a window: neighbours in time lie
    // side by side.
    private readonly float[][] _encoded;

    // Where the inputs of each moment of a layer begin, and its outputs.
    private readonly int[][] _from;
    private readonly int[][] _to;
    private readonly float[] _gates;
    private readonly int[] _gatesOf;
    private readonly float[] _remembered = new float[Gates];
    private readonly float[] _output = new float[VoiceModel.Memory];
    private readonly float[] _cell = new float[VoiceModel.Memory];

    /// <param name="mostWindows">That are heard at once.</param>
    public VoiceDetector(VoiceModel model, int mostWindows = 1)
    {
        (_model, _mostWindows) = (model, mostWindows);
        var layers = VoiceModel.Strides.Length;
        _encoded = new float[layers + 1][];
        (_from, _to) = (new int[layers + 1][], new int[layers][]);
        var moments = Moments;
        _encoded[0] = new float[mostWindows * (moments + 2) * VoiceModel.Channels[0]];
        for (var layer = 0; layer < layers; layer++)
        {
            var (inputs, outputs, stride) =
                (VoiceModel.Channels[layer], VoiceModel.Channels[layer + 1], VoiceModel.Strides[layer]);
            var found = ((moments - 1) / stride) + 1;
            _encoded[layer + 1] = new float[mostWindows * (found + 2) * outputs];
            _from[layer] = Places(
                found, (moments + 2) * inputs, stride * inputs, first: VoiceModel.FirstNeighbour[layer] * inputs);
            _to[layer] = Places(found, (found + 2) * outputs, outputs, first: outputs);
            moments = found;
        }

        _from[layers] = _to[^1];
        _gates = new float[mostWindows * Gates];
        _gatesOf = Places(1, Gates, 0, first: 0);

        int[] Places(int moments, int ofWindow, int ofMoment, int first) =>
        [
            .. Enumerable.Range(0, mostWindows * moments)
                .Select(i => (i / moments * ofWindow) + (i % moments * ofMoment) + first),
        ];
    }

    /// <summary>Goes on as if it had heard what another one has.</summary>
    public void TakeUp(VoiceDetector other)
    {
        other._samples.CopyTo(_samples, 0);
        other._output.CopyTo(_output, 0);
        other._cell.CopyTo(_cell, 0);
    }

    /// <param name="window">The <see cref="VoiceModel.Window"/> samples that follow those of the last call.</param>
    /// <returns>From 0, nobody speaks, to 1.</returns>
    public float Hear(ReadOnlySpan<short> window)
    {
        Span<float> probability = stackalloc float[1];
        Hear(window, probability);
        return probability[0];
    }

    /// <summary>The same for several windows.</summary>
    /// <param name="windows">Their samples, as many windows as it has been made for at most.</param>
    /// <param name="probabilities">One for each window.</param>
    public void Hear(ReadOnlySpan<short> windows, Span<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probabilities.Length, _mostWindows, nameof(probabilities));
        for (var window = 0; window < probabilities.Length; window++)
        {
            Take(windows.Slice(window * VoiceModel.Window, VoiceModel.Window));
            var place = ((window * (Moments + 2)) + 1) * VoiceModel.Frequencies;
            _model.Spectrum.Apply(
                _samples, VoiceModel.SpectrumStep, _encoded[0].AsSpan(place, Moments * VoiceModel.Frequencies));
        }

        for (var layer = 0; layer < _model.Encoder.Count; layer++) Encode(layer, probabilities.Length);
        _model.FromInput.Apply(
            _encoded[^1], _from[^1].AsSpan(0, probabilities.Length), _gates, _gatesOf.AsSpan(0, probabilities.Length));
        for (var window = 0; window < probabilities.Length; window++)
            probabilities[window] = Decide(_gates.AsSpan(_gatesOf[window], Gates));
    }

    private void Take(ReadOnlySpan<short> window)
    {
        const int end = VoiceModel.Context + VoiceModel.Window;
        _samples.AsSpan(end - VoiceModel.Context, VoiceModel.Context).CopyTo(_samples);
        AudioFormat.ToFloats(window, _samples.AsSpan(VoiceModel.Context));
        for (var i = 0; i < VoiceModel.Context; i++) _samples[end + i] = _samples[end - 2 - i];
    }

    private void Encode(int layer, int windows)
    {
        var count = _to[layer].Length / _mostWindows * windows;
        var to = _to[layer].AsSpan(0, count);
        var found = _encoded[layer + 1];
        _model.Encoder[layer].Apply(_encoded[layer], _from[layer].AsSpan(0, count), found, to);
        foreach (var place in to)
        {
            var moment = found.AsSpan(place, VoiceModel.Channels[layer + 1]);
            TensorPrimitives.Max(moment, 0, moment);
        }
    }

    // A cell of long short-term memory, its gates in the order input, forget, new, output.
    private float Decide(Span<float> gates)
    {
        _model.FromMemory.Apply(_output, _remembered);
        TensorPrimitives.Add(gates, _remembered, gates);
        var input = Gate(gates, 0);
        var forget = Gate(gates, 1);
        var added = Gate(gates, 2);
        var output = Gate(gates, 3);
        TensorPrimitives.Sigmoid(input, input);
        TensorPrimitives.Sigmoid(forget, forget);
        TensorPrimitives.Tanh(added, added);
        TensorPrimitives.Sigmoid(output, output);
        TensorPrimitives.Multiply(_cell, forget, _cell);
        TensorPrimitives.MultiplyAdd(input, added, _cell, _cell);
        TensorPrimitives.Tanh<float>(_cell, _output);
        TensorPrimitives.Multiply(_output, output, _output);

        TensorPrimitives.Max(_output, 0, input);
        Span<float> logit = stackalloc float[1];
        _model.Decision.Apply(input, logit);
        TensorPrimitives.Sigmoid(logit, logit);
        return logit[0];
    }

    private static Span<float> Gate(Span<float> gates, int number) =>
        gates.Slice(number * VoiceModel.Memory, VoiceModel.Memory);
}
