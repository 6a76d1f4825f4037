/* Linear layers with ReLU between them, for one sample. Sizes are constants where a function is called, and inlined.
   A wide layer has its weights as [inputs][outputs], so that outputs are lanes; one of few outputs has them as
   [outputs][inputs], and sums over lanes. */

#define INLINE static inline __attribute__((always_inline))
enum { block = 64 };

INLINE void wide(const float *restrict weight, const float *restrict bias, const float *restrict x, float *restrict y,
                 int inputs, int outputs)
{
    for (int first = 0; first < outputs; first += block) {
        const int count = outputs - first < block ? outputs - first : block;
        float sum[block];
        for (int o = 0; o < count; o++)
            sum[o] = bias[first + o];
        for (int i = 0; i < inputs; i++)
            for (int o = 0; o < count; o++)
                sum[o] += x[i] * weight[i * outputs + first + o];
        for (int o = 0; o < count; o++)
            y[first + o] = sum[o] > 0 ? sum[o] : 0;
    }
}

INLINE void narrow(const float *restrict weight, const float *restrict bias, const float *restrict x, float *restrict y,
                   int inputs, int outputs)
{
    for (int o = 0; o < outputs; o++) {
        float sum = 0;
        for (int i = 0; i < inputs; i++)
            sum += x[i] * weight[o * inputs + i];
        y[o] = bias[o] + sum;
    }
}

void perceptron_16_32_32_4(const float *const *parameters, const float *x, float *y)
{
    float first[32], second[32];
    wide(parameters[0], parameters[1], x, first, 16, 32);
    wide(parameters[2], parameters[3], first, second, 32, 32);
    narrow(parameters[4], parameters[5], second, y, 32, 4);
}

void perceptron_784_10(const float *const *parameters, const float *x, float *y)
{
    narrow(parameters[0], parameters[1], x, y, 784, 10);
}

void perceptron_784_128_10(const float *const *parameters, const float *x, float *y)
{
    float hidden[128];
    wide(parameters[0], parameters[1], x, hidden, 784, 128);
    narrow(parameters[2], parameters[3], hidden, y, 128, 10);
}

void perceptron_256_256_256_10(const float *const *parameters, const float *x, float *y)
{
    float first[256], second[256];
    wide(parameters[0], parameters[1], x, first, 256, 256);
    wide(parameters[2], parameters[3], first, second, 256, 256);
    narrow(parameters[4], parameters[5], second, y, 256, 10);
}
