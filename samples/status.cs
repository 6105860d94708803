// Prints the daemon's state and each transcription. usage: dotnet run status.cs [SOCKET]
#:property PublishAot=false
using System.Net.Sockets;
using System.Text.Json;

var directory = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "/tmp";
var path = args.Length > 0 ? args[0] : Path.Combine(directory, "swictation_metrics.sock");
using var daemon = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
daemon.Connect(new UnixDomainSocketEndPoint(path));
using var lines = new StreamReader(new NetworkStream(daemon));
while (lines.ReadLine() is { } line)
{
    using var received = JsonDocument.Parse(line);
    var fields = received.RootElement;
    var type = fields.GetProperty("type").GetString();
    if (type == "state_change")
        Console.WriteLine($"[{fields.GetProperty("state")}]");
    else if (type == "transcription")
        Console.WriteLine($"{fields.GetProperty("timestamp")}  {fields.GetProperty("text")}");
}
