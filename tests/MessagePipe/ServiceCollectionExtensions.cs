using Microsoft.Extensions.DependencyInjection;

namespace MessagePipe;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddMessagePipe(
        this IServiceCollection services, Action<MessagePipeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new MessagePipeOptions();
        configure(options);
        if (options.EnableAutoRegistration)
            throw new NotSupportedException("Our adapter asks for no search through assemblies.");

        services.AddSingleton(typeof(MessageBroker<>));
        services.AddSingleton(typeof(IPublisher<>), typeof(Publisher<>));
        return services.AddSingleton(typeof(ISubscriber<>), typeof(Subscriber<>));
    }
}
