/* One step of AdamW: four streams read, three written. */
#include <math.h>

void adamw(float *restrict parameter, const float *restrict gradient, float *restrict first, float *restrict second,
           long count, long step, double learning_rate)
{
    const float beta1 = 0.9f, beta2 = 0.999f, epsilon = 1e-8f;
    const float step_size = learning_rate / (1 - pow(0.9, step));
    const float correction = 1 / sqrt(1 - pow(0.999, step));
    const float kept = 1 - learning_rate * 0.01;
    for (long i = 0; i < count; i++) {
        const float g = gradient[i];
        const float m = beta1 * first[i] + (1 - beta1) * g;
        const float v = beta2 * second[i] + (1 - beta2) * g * g;
        first[i] = m;
        second[i] = v;
        parameter[i] = kept * parameter[i] - step_size * m / (correction * sqrtf(v) + epsilon);
    }
}
