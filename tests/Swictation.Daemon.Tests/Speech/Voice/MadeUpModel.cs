using System.Text;

namespace Swictation.Daemon.Tests.Speech.Voice;

/// <summary>A model of the right shape whose weights are random, as a file; and what the network is, said plainly.</summary>
internal sealed class MadeUpModel
{
    private static readonly (string Name, int[] Shape)[] Shapes =
    [
        ("_model.encoder.0.reparam_conv.weight", [3, 129, 128]), ("_model.encoder.0.reparam_conv.bias", [128]),
        ("_model.encoder.1.reparam_conv.weight", [3, 128, 64]), ("_model.encoder.1.reparam_conv.bias", [64]),
        ("_model.encoder.2.reparam_conv.weight", [3, 64, 64]), ("_model.encoder.2.reparam_conv.bias", [64]),
        ("_model.encoder.3.reparam_conv.weight", [3, 64, 128]), ("_model.encoder.3.reparam_conv.bias", [128]),
        ("_model.decoder.rnn.weight_ih", [128, 512]), ("_model.decoder.rnn.weight_hh", [128, 512]),
        ("_model.decoder.rnn.bias_ih", [512]), ("_model.decoder.rnn.bias_hh", [512]),
        ("_model.decoder.decoder.2.weight", [128]), ("_model.decoder.decoder.2.bias", []),
        ("_model.stft.forward_basis_buffer", [256, 1, 258]),
    ];

    private readonly Dictionary<string, float[]> _weights = [];
    private readonly double[] _output = new double[128];
    private readonly double[] _cell = new double[128];
    private double[] _before = new double[64];

    public MadeUpModel(int seed)
    {
        var random = new Random(seed);
        foreach (var (name, shape) in Shapes)
        {
            var count = shape.Aggregate(1, (product, length) => product * length);
            var spread = name.EndsWith("bias", StringComparison.Ordinal) ? 0.2 : 4 / Math.Sqrt(count / (double)(shape.LastOrDefault(1)));
            // Rounded as the file rounds them.
            _weights[name] = [.. Enumerable.Range(0, count).Select(_ => (float)(Half)((random.NextDouble() - 0.5) * spread))];
        }

        _weights["_model.stft.forward_basis_buffer"] = Basis(random);
    }

    // The Fourier transform under a window, here with some noise of its own: first the real parts of all frequencies.
    private static float[] Basis(Random random)
    {
        var window = Enumerable.Range(0, 256)
            .Select(i => Math.Sin(Math.PI * i / 256) * (0.9 + (0.1 * random.NextDouble())))
            .ToArray();
        return
        [
            .. Enumerable.Range(0, 258).SelectMany(row => window.Select((weight, i) =>
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * (row % 129) * i / 256);
                return (float)(weight * (row < 129 ? cosine : -sine));
            })),
        ];
    }

    /// <summary>Has the network compute with a weight of this value somewhere.</summary>
    public MadeUpModel With(float weight, string of)
    {
        _weights[of][0] = weight;
        return this;
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="change">What is changed about its head, by the name of a field.</param>
    public byte[] ToBytes(Action<List<int>>? change = null, string without = "")
    {
        using var bytes = new MemoryStream();
        using var file = new BinaryWriter(bytes);
        List<int> head = [6, 2, 0, 512, 64, 4, 129, 128, 3, 128, 64, 3, 64, 64, 3, 64, 128, 3, 128, 128, 128, 1];
        change?.Invoke(head);
        file.Write(0x67676d6c);
        file.Write("silero-16k".Length);
        file.Write(Encoding.ASCII.GetBytes("silero-16k"));
        head.ForEach(file.Write);
        foreach (var (name, shape) in Shapes.Where(tensor => tensor.Name != without))
        {
            var isHalf = name.EndsWith("conv.weight", StringComparison.Ordinal);
            file.Write(shape.Length);
            file.Write(name.Length);
            file.Write(isHalf ? 1 : 0);
            foreach (var length in shape) file.Write(length);
            file.Write(Encoding.ASCII.GetBytes(name));
            foreach (var weight in _weights[name])
            {
                if (isHalf) file.Write((Half)weight);
                else file.Write(weight);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The probability of the next window, computed sum by sum.</summary>
    public double Hear(ReadOnlySpan<short> window)
    {
        var samples = new List<double>(_before);
        foreach (var sample in window) samples.Add(sample / 32_768.0);
        _before = [.. samples.TakeLast(64)];
        // The end is reflected, without its last sample.
        samples.AddRange(samples.Skip(samples.Count - 65).Take(64).Reverse());

        var channels = Spectra([.. samples]);
        int[] strides = [1, 2, 2, 1];
        for (var layer = 0; layer < 4; layer++) channels = Convolve(channels, layer, strides[layer]);
        return Decide([.. channels.Select(channel => channel[0])]);
    }

    // By frequency, then by moment.
    private double[][] Spectra(double[] samples)
    {
        var basis = _weights["_model.stft.forward_basis_buffer"];
        double Part(int row, int moment) =>
            Enumerable.Range(0, 256).Sum(i => basis[(row * 256) + i] * samples[(moment * 128) + i]);
        return
        [
            .. Enumerable.Range(0, 129).Select(frequency => Enumerable.Range(0, 4)
                .Select(moment => Math.Sqrt(
                    Math.Pow(Part(frequency, moment), 2) + Math.Pow(Part(frequency + 129, moment), 2)))
                .ToArray()),
        ];
    }

    private double[][] Convolve(double[][] channels, int layer, int stride)
    {
        var weights = _weights[$"_model.encoder.{layer}.reparam_conv.weight"];
        var bias = _weights[$"_model.encoder.{layer}.reparam_conv.bias"];
        var (inputs, moments) = (channels.Length, channels[0].Length);
        return
        [
            .. Enumerable.Range(0, bias.Length).Select(output => Enumerable.Range(0, ((moments - 1) / stride) + 1)
                .Select(at =>
                {
                    double sum = bias[output];
                    for (var input = 0; input < inputs; input++)
                    {
                        for (var tap = 0; tap < 3; tap++)
                        {
                            var moment = (at * stride) + tap - 1;
                            if (moment >= 0 && moment < moments)
                                sum += weights[(((output * inputs) + input) * 3) + tap] * channels[input][moment];
                        }
                    }

                    return Math.Max(0, sum);
                })
                .ToArray()),
        ];
    }

    private double Decide(double[] encoded)
    {
        var gates = Enumerable.Range(0, 512).Select(Gate).ToArray();
        for (var i = 0; i < 128; i++)
        {
            _cell[i] = (Sigmoid(gates[128 + i]) * _cell[i]) + (Sigmoid(gates[i]) * Math.Tanh(gates[256 + i]));
            _output[i] = Sigmoid(gates[384 + i]) * Math.Tanh(_cell[i]);
        }

        var decision = _weights["_model.decoder.decoder.2.weight"];
        return Sigmoid(
            _weights["_model.decoder.decoder.2.bias"][0]
            + Enumerable.Range(0, 128).Sum(i => decision[i] * Math.Max(0, _output[i])));

        double Gate(int row) =>
            _weights["_model.decoder.rnn.bias_ih"][row] + _weights["_model.decoder.rnn.bias_hh"][row]
            + Enumerable.Range(0, 128).Sum(i =>
                (_weights["_model.decoder.rnn.weight_ih"][(row * 128) + i] * encoded[i])
                + (_weights["_model.decoder.rnn.weight_hh"][(row * 128) + i] * _output[i]));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
