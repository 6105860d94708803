using System.Numerics.Tensors;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Says for every 32 ms of sound how probable it is that somebody speaks: the network of Silero's voice activity
/// detector, with what it remembers of the sound before.
/// </summary>
internal sealed class VoiceDetector
{
    private const int Moments = 4;

    private readonly VoiceModel _model;

    // The end of the last window, the window, and its end reflected.
    private readonly float[] _samples = new float[VoiceModel.Context + VoiceModel.Window + VoiceModel.Context];
    private readonly float[] _spectra = new float[Moments * 2 * VoiceModel.Frequencies];

    // By moments, with a moment of nothing before and behind: neighbours in time lie side by side.
    private readonly float[][] _encoded;
    private readonly float[] _gates = new float[4 * VoiceModel.Memory];
    private readonly float[] _remembered = new float[4 * VoiceModel.Memory];
    private readonly float[] _output = new float[VoiceModel.Memory];
    private readonly float[] _cell = new float[VoiceModel.Memory];

    public VoiceDetector(VoiceModel model)
    {
        _model = model;
        _encoded = new float[VoiceModel.Channels.Length][];
        var moments = Moments;
        for (var layer = 0; layer < _encoded.Length; layer++)
        {
            if (layer > 0) moments = ((moments - 1) / VoiceModel.Strides[layer - 1]) + 1;
            _encoded[layer] = new float[(moments + 2) * VoiceModel.Channels[layer]];
        }
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
        Take(window);
        FindSpectra();
        for (var layer = 0; layer < _model.Encoder.Count; layer++) Encode(layer);
        return Decide(_encoded[^1].AsSpan(VoiceModel.Memory, VoiceModel.Memory));
    }

    private void Take(ReadOnlySpan<short> window)
    {
        const int end = VoiceModel.Context + VoiceModel.Window;
        _samples.AsSpan(end - VoiceModel.Context, VoiceModel.Context).CopyTo(_samples);
        AudioFormat.ToFloats(window, _samples.AsSpan(VoiceModel.Context));
        for (var i = 0; i < VoiceModel.Context; i++) _samples[end + i] = _samples[end - 2 - i];
    }

    private void FindSpectra()
    {
        _model.Spectrum.Apply(_samples, Moments, VoiceModel.SpectrumStep, _spectra);
        for (var moment = 0; moment < Moments; moment++)
        {
            var spectrum = _spectra.AsSpan(2 * moment * VoiceModel.Frequencies, 2 * VoiceModel.Frequencies);
            TensorPrimitives.Hypot<float>(
                spectrum[..VoiceModel.Frequencies],
                spectrum[VoiceModel.Frequencies..],
                _encoded[0].AsSpan((moment + 1) * VoiceModel.Frequencies));
        }
    }

    private void Encode(int layer)
    {
        var (inputs, outputs) = (VoiceModel.Channels[layer], VoiceModel.Channels[layer + 1]);
        var moments = (_encoded[layer + 1].Length / outputs) - 2;
        var found = _encoded[layer + 1].AsSpan(outputs, moments * outputs);
        _model.Encoder[layer].Apply(_encoded[layer], moments, VoiceModel.Strides[layer] * inputs, found);
        TensorPrimitives.Max(found, 0, found);
    }

    // A cell of long short-term memory, its gates in the order input, forget, new, output.
    private float Decide(ReadOnlySpan<float> encoded)
    {
        _model.FromInput.Apply(encoded, _gates);
        _model.FromMemory.Apply(_output, _remembered);
        TensorPrimitives.Add(_gates, _remembered, _gates);
        var input = Gate(0);
        var forget = Gate(1);
        var added = Gate(2);
        var output = Gate(3);
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

    private Span<float> Gate(int number) => _gates.AsSpan(number * VoiceModel.Memory, VoiceModel.Memory);
}
